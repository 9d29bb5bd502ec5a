/** The read models that quota-service derives for every node of the tree, and the announcement that a node changed. */
@NullMarked
package vn.campaign.contract.progress;

import org.jspecify.annotations.NullMarked;

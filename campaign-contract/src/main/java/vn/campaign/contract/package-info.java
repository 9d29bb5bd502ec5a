/** The contract between the services: names of topics, collections and keys, and the JSON mapping. */
@NullMarked
package vn.campaign.contract;

import org.jspecify.annotations.NullMarked;

/** The read models that quota-service stores for every node, and the announcement that a node changed. */
package vn.campaign.contract.progress;

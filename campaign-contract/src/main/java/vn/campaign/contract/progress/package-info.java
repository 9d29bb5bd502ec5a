/** The read models: what quota-service keeps for every node of the tree, and how it says that a node changed. */
package vn.campaign.contract.progress;

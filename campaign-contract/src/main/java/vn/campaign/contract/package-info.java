/** What the services agree on beyond a single message: names of topics, collections and keys, and the one JSON mapping. */
package vn.campaign.contract;

/** The contract between the services: names of topics, collections and keys, and the JSON mapping. */
package vn.campaign.contract;

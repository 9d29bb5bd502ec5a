/** What could not be read: operators list it, look at it, and put it back once it can be. */
package vn.campaign.quota.deadletter;

/** The replay command: counts the topic again and proves that no figure changes. */
package vn.campaign.quota.replay;

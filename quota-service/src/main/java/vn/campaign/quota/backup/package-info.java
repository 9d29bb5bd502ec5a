/** The commands that copy the store to files and put it back. */
package vn.campaign.quota.backup;

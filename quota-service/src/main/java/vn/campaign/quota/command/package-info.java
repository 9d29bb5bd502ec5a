/** The commands of the jar: replay the topic, export and import a campaign, back up and restore the store. */
@NullMarked
package vn.campaign.quota.command;

import org.jspecify.annotations.NullMarked;

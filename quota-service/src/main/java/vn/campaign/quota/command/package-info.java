/** The commands of the jar: audit the figures, export and import a campaign, back up and restore the store. */
@NullMarked
package vn.campaign.quota.command;

import org.jspecify.annotations.NullMarked;

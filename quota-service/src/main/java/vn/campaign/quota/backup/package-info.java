/** The commands that back up the store to files and restore it. */
@NullMarked
package vn.campaign.quota.backup;

import org.jspecify.annotations.NullMarked;

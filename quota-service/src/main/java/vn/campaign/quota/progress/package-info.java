/**
 * The core: merges reports into registers, sums registers into days, and rolls days up the tree, as pure functions of what
 * {@link vn.campaign.quota.progress.ProgressUpdater} reads and writes, again where it must retry.
 */
@NullMarked
package vn.campaign.quota.progress;

import org.jspecify.annotations.NullMarked;

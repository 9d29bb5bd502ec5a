/**
 * The core: reports are merged into registers, registers are summed into days, and days roll up the tree. Everything here
 * is a pure function of what was read, but for {@link vn.campaign.quota.progress.ProgressUpdater}, which reads, writes and
 * retries.
 */
@NullMarked
package vn.campaign.quota.progress;

import org.jspecify.annotations.NullMarked;

/** Checks submissions against one state of the plan and one instant, without I/O. */
@NullMarked
package vn.campaign.reporting.intake;

import org.jspecify.annotations.NullMarked;

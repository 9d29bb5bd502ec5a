/** Fault tests: injects faults into the real processes and checks that every acknowledged report counts once. */
@NullMarked
package vn.campaign.faults;

import org.jspecify.annotations.NullMarked;

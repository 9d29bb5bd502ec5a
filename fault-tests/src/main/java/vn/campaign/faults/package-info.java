/** Fault tests: injects faults into the real processes and checks that every acknowledged report counts once. */
package vn.campaign.faults;

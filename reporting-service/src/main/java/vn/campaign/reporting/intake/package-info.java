/** The core: decides whether a statement is taken, against one state of the plan and one instant, without any I/O. */
package vn.campaign.reporting.intake;

/** What goes wrong in a network of machines, done to the real processes, and whether every acknowledged report still counts once. */
package vn.campaign.faults;

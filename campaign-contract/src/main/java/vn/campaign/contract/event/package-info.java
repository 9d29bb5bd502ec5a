/** The events on {@code campaign.activations}: what a unit or a verifier stated, never what a service concluded. */
package vn.campaign.contract.event;

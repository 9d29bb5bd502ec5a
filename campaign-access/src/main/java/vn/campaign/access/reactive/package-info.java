/** Puts access in place on WebFlux. */
package vn.campaign.access.reactive;

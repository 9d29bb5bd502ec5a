/** The formats of bodies: each is read strictly, field by field, into the core's drafts; large ones line by line. */
package vn.campaign.reporting.format;

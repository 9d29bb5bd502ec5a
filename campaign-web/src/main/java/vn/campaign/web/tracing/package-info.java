/** Whether there are traces, and where they go; what is traced is up to each service. */
package vn.campaign.web.tracing;

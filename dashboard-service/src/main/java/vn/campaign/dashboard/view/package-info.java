/** Core: what the API, the streams and the pages show of a node, computed from its plan and its progress. */
package vn.campaign.dashboard.view;

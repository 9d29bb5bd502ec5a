/** The pages, over the same readers as the API: {@code web readers -> page -> template}. */
package vn.campaign.dashboard.page;

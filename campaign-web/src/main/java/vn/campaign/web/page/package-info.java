/** What the pages of all services share: their language, beside the layout, words and styles among the resources. */
@NullMarked
package vn.campaign.web.page;

import org.jspecify.annotations.NullMarked;

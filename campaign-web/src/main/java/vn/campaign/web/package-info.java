/** What the HTTP side of all services shares. */
@NullMarked
package vn.campaign.web;

import org.jspecify.annotations.NullMarked;

/** The authenticated caller and its grants, in plain Java that the services' cores may use. */
@NullMarked
package vn.campaign.web.access;

import org.jspecify.annotations.NullMarked;

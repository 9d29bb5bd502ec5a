package vn.campaign.quota.plan.web;

import org.springframework.http.HttpHeaders;
import vn.campaign.quota.web.Refused;

/** Guards two planners against each other. */
final class IfMatch {

    private IfMatch() {}

    /** The version that a planner knows; an entity tag is a version in quotes, and * or none stands for any: null. */
    static Long version(String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.replaceAll("^\"|\"$", ""));
        } catch (NumberFormatException noVersion) {
            throw Refused.malformed(HttpHeaders.IF_MATCH, "is a version in quotes");
        }
    }
}

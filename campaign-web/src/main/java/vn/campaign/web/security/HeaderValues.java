package vn.campaign.web.security;

/** What the value of a header may be. */
final class HeaderValues {

    private HeaderValues() {}

    /** Assigned characters, and none of control but the tab; a header that is not there is asked about too. */
    static boolean isText(String value) {
        if (value == null) {
            return true;
        }
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int codePoint = value.codePointAt(i);
            if (codePoint != '\t' && (Character.isISOControl(codePoint) || !Character.isDefined(codePoint))) {
                return false;
            }
        }
        return true;
    }
}

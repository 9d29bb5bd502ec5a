package vn.campaign.localstack.identity;

import java.util.List;

/**
 * Someone who can log in, or a machine.
 *
 * @param grants what it may do, as tokens say it: {@code reporter:thanh-an-2023/thuan-an}
 */
public record Account(String name, String password, List<String> grants) {

    public Account {
        grants = List.copyOf(grants);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return name + " " + grants;
    }
}

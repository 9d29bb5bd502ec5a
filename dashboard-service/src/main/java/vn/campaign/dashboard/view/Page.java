package vn.campaign.dashboard.view;

import java.util.List;

/**
 * One page of a list.
 *
 * @param number from 0
 * @param size entries on a full page
 */
public record Page(int number, int size) {

    /** A page that holds everything. */
    public static final Page WHOLE = new Page(0, Integer.MAX_VALUE);

    /** The list's entries on this page. */
    public <T> List<T> of(List<T> all) {
        return all.stream().skip((long) number * size).limit(size).toList();
    }
}

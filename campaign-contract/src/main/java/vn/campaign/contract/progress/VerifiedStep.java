package vn.campaign.contract.progress;

/**
 * How verifications as of a day change an indicator's verified figures; the figures as of a date are the sums of the
 * steps up to it, at a leaf and at every node above.
 *
 * @param value change of the verified cumulative figure, persons
 * @param reported change of the reported cumulative figure that it is compared with: baseline and reports up to the
 *     verification's date
 * @param leaves change of the number of leaves that have a verification of the indicator
 */
public record VerifiedStep(long value, long reported, int leaves) {

    /** Returns the sum of both changes. */
    public VerifiedStep plus(VerifiedStep other) {
        return new VerifiedStep(value + other.value, reported + other.reported, leaves + other.leaves);
    }

    /** Returns the opposite change. */
    public VerifiedStep negated() {
        return new VerifiedStep(-value, -reported, -leaves);
    }

    /** Whether it changes nothing. */
    public boolean nothing() {
        return value == 0 && reported == 0 && leaves == 0;
    }
}

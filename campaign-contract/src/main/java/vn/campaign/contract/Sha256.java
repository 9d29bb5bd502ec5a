package vn.campaign.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without the checked exception: every Java platform has it. */
public final class Sha256 {

    /** Cloned, which costs less than looking the algorithm up. */
    private static final MessageDigest UNUSED = lookUp();

    private Sha256() {}

    public static MessageDigest newDigest() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}

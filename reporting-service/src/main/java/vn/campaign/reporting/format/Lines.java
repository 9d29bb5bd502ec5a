package vn.campaign.reporting.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A bulk body, read line by line while it arrives. */
public interface Lines {

    /**
     * The next line, or null after the last. A body that breaks off or cannot be read on ends with a line that says so.
     *
     * @throws IOException when the client does not go on sending
     */
    @Nullable
    Line next() throws IOException;
}

package vn.campaign.localstack;

import java.nio.file.Path;
import java.util.Arrays;

/** {@link Start} in another project. Arguments: that project's root, and those of {@code ./start}. */
final class StubbedStart {

    private StubbedStart() {}

    public static void main(String[] args) {
        var start = new Start(Path.of(args[0]), System.getenv(), System.out, System.err);
        System.exit(start.run(Arrays.copyOfRange(args, 1, args.length)));
    }
}

package vn.campaign.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Statistics of many measurements. */
final class Figures {

    private Figures() {}

    /** The median; of two the larger. */
    static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }

    /**
     * How a figure grows with a size: the slope of the straight line through their logarithms (least squares). 0 means that
     * it stays, 1 that it grows as the size does, -1 that it falls to a tenth where the size grows ten times.
     */
    static <T> double slope(List<T> all, ToDoubleFunction<T> size, ToDoubleFunction<T> figure) {
        double x = all.stream()
                .mapToDouble(each -> Math.log(size.applyAsDouble(each)))
                .average()
                .orElseThrow();
        double y = all.stream()
                .mapToDouble(each -> Math.log(figure.applyAsDouble(each)))
                .average()
                .orElseThrow();
        double together = 0;
        double alone = 0;
        for (T each : all) {
            double distance = Math.log(size.applyAsDouble(each)) - x;
            together += distance * (Math.log(figure.applyAsDouble(each)) - y);
            alone += distance * distance;
        }
        return together / alone;
    }
}

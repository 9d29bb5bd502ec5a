package vn.campaign.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectionNamesTest {

    /** Counted anew from the activations, or stored again from the plan topics. */
    private static final Set<String> DERIVED = Set.of(
            CollectionNames.CAMPAIGNS,
            CollectionNames.UNITS,
            CollectionNames.PLAN_REVISIONS,
            CollectionNames.PLAN_CHANGES,
            CollectionNames.DAY_SHEETS,
            CollectionNames.PROGRESS,
            CollectionNames.POSITIONS,
            CollectionNames.RECOMPUTATIONS);

    /** A new collection is either filled again by Kafka, or listed as kept. */
    @Test
    void everyCollectionIsDerivedOrKept() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : CollectionNames.class.getDeclaredFields()) {
            if (field.getType() == String.class) {
                names.add((String) field.get(null));
            }
        }
        List<String> listed = new ArrayList<>(DERIVED);
        listed.addAll(CollectionNames.KEPT);
        assertThat(names).containsExactlyInAnyOrderElementsOf(listed);
    }
}

package vn.campaign.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldChangeTest {

    private final Document days = new Document("d1", new Document("sum", 1)).append("d2", new Document("sum", 2));
    private final Document old =
            new Document("_id", "a").append("version", "1").append("days", days).append("list", List.of(1));

    @Test
    void setsAndUnsetsByPath() {
        Document update = new Document("$set", new Document("version", "2").append("days.d1.sum", 5))
                .append("$unset", new Document("days.d2", "").append("list", "").append("not.there", ""));

        assertThat(apply(update))
                .isEqualTo(new Document("_id", "a")
                        .append("version", "2")
                        .append("days", new Document("d1", new Document("sum", 5))));
    }

    @Test
    void leavesTheOldDocumentAsItIs() {
        Document before = old.cloneDeeply();

        apply(new Document(
                "$set", new Document("days.d1.sum", 5).append("days.d3.sum", 6).append("days.d1.more", 7)));

        assertThat(old).isEqualTo(before);
    }

    @Test
    void sharesWhatDidNotChange() {
        Document changed = apply(new Document("$set", new Document("days.d1.sum", 5)));

        assertThat(((Document) changed.get("days")).get("d2")).isSameAs(days.get("d2"));
    }

    @Test
    void isTheOldDocumentWhenNothingChanges() {
        assertThat(apply(
                        new Document("$set", new Document("days.d1.sum", 1)).append("$unset", new Document("x.y", ""))))
                .isSameAs(old);
    }

    @Test
    void touchesWhatIsInOrAroundItsPaths() {
        Document update =
                new Document("$set", new Document("days.d1.sum", 5)).append("$unset", new Document("name", ""));

        assertThat(List.of("name", "name.first", "days", "days.d1", "days.d1.sum", "days.d1.sum.x"))
                .allMatch(field -> FieldChange.touches(update, field));
        assertThat(List.of("_id", "days.d2", "day", "names", "days.d1.sums"))
                .noneMatch(field -> FieldChange.touches(update, field));
    }

    @Test
    void setsNull() {
        assertThat(apply(new Document("$set", new Document("none", null)))).containsEntry("none", null);
    }

    @Test
    void isNotForPathsThroughOtherThings() {
        assertThat(FieldChange.apply(new Document("$set", new Document("version.x", 1)), old))
                .isEmpty();
        assertThat(FieldChange.apply(new Document("$unset", new Document("list.0", "")), old))
                .isEmpty();
    }

    @Test
    void isNotForOtherUpdates() {
        assertThat(FieldChange.isOne(new Document("$inc", new Document("x", 1))))
                .isFalse();
        assertThat(FieldChange.isOne(new Document("x", 1))).isFalse();
        assertThat(FieldChange.isOne(new Document("$set", new Document("_id", "b"))))
                .isFalse();
        assertThat(FieldChange.isOne(new Document("$set", new Document("list.$[]", 1))))
                .isFalse();
        assertThat(FieldChange.isOne(new Document("$set", new Document("list", 1))))
                .isTrue();
    }

    private Document apply(Document update) {
        return FieldChange.apply(update, old).orElseThrow();
    }
}

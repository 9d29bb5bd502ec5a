package vn.campaign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreCommandsTest {

    private final StoreCommands commands = new StoreCommands();

    private void send(String command) {
        commands.add("PlanStore", BsonDocument.parse(command));
    }

    @BeforeEach
    void anIndex() {
        send("{createIndexes: 'changes', indexes: [{key: {campaign: 1, version: -1, sequence: 1}, name: 'x'}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 'units', filter: {_id: 'a', version: 1}}",
                "{find: 'units', filter: {_id: {$in: ['a', 'b']}}, sort: {position: 1}}",
                "{find: 'units', filter: {_id: {$gte: 'a/', $lt: 'a0'}}}",
                "{find: 'units', filter: {}, sort: {_id: 1}}",
                "{find: 'units'}",
                "{find: 'changes', filter: {campaign: 'a'}}",
                "{find: 'changes', filter: {campaign: 'a'}, sort: {version: -1, sequence: 1}}",
                "{find: 'changes', filter: {version: 1, campaign: 'a', sequence: {$gt: 3}}, sort: {sequence: 1}}",
                "{find: 'changes', filter: {campaign: 'a', version: {$lt: 3}}, sort: {version: -1, sequence: 1}}",
                "{find: 'changes', filter: {campaign: 'a', version: {$lt: 3}}}",
                "{aggregate: 'changes', pipeline: [{$match: {campaign: 'a'}}, {$match: {$or: [{x: 1}, {y: 1}]}}]}",
                "{count: 'changes', query: {campaign: 'a'}}",
                "{update: 'units', updates: [{q: {_id: 'a', version: 1}, u: {$set: {x: 1}}}]}",
                "{delete: 'units', deletes: [{q: {_id: 'a'}, limit: 1}]}",
                "{insert: 'units', documents: [{_id: 'a'}]}"
            })
    void isServedByAnIndex(String command) {
        send(command);
        assertThat(commands.notIndexed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 'units', filter: {campaign: 'a'}}",
                "{find: 'units', sort: {position: 1}}",
                "{find: 'changes', filter: {campaign: 'a'}, sort: {sequence: 1}}",
                "{find: 'changes', filter: {campaign: 'a'}, sort: {version: 1, sequence: 1}}",
                "{find: 'changes', filter: {campaign: 'a', by: 'b'}}",
                "{find: 'changes', filter: {version: 3}}",
                "{find: 'changes', filter: {campaign: 'a', sequence: {$gt: 3}}}",
                "{find: 'changes', filter: {campaign: 'a', sequence: {$gt: 3}}, sort: {version: -1}}",
                "{find: 'changes', filter: {$or: [{campaign: 'a'}, {campaign: 'b'}]}}",
                "{aggregate: 'changes', pipeline: [{$match: {by: 'a'}}]}",
                "{count: 'changes', query: {by: 'a'}}",
                "{update: 'changes', updates: [{q: {_id: 'a'}, u: {}}, {q: {campaign: 'a'}, u: {}}]}",
                "{delete: 'units', deletes: [{q: {_id: {$in: ['a', 'b']}}, limit: 0}]}",
                "{delete: 'units', deletes: [{q: {}, limit: 0}]}",
                "{findAndModify: 'changes', query: {campaign: 'a'}, update: {}}"
            })
    void isServedByNoIndex(String command) {
        send(command);
        assertThat(commands.notIndexed()).hasSize(1).allMatch(line -> line.startsWith("PlanStore: "));
    }
}

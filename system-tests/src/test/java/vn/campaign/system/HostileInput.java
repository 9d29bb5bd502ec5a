package vn.campaign.system;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;

/** What somebody might send who means no good, or whose program is broken; the same for the same random numbers. */
final class HostileInput {

    /** Stands in a document for JSON text that no tree could hold. */
    private static final String MARK = "\uE000";

    private static final int LONG = 3_000;
    private static final int DEEP = 2_000;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "NaN",
            "true",
            "../../etc/passwd",
            "..%2f..%2f",
            "' or '1'='1",
            "{\"$gt\":\"\"}",
            "<script>alert(1)</script>",
            "${7*7}",
            "__${T(Runtime).getRuntime()}__::.x",
            "2023-02-30",
            "-999999999-01-01",
            "+999999999-12-31",
            "2023-06-21T99:99:99Z",
            "\u0000",
            "\u0007\u001b[31m",
            "a\r\nSet-Cookie: x=y",
            "\u202Etxt",
            "e\u0301\u0327\uD83D\uDE00",
            "x".repeat(LONG),
            "9".repeat(LONG));

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "\"\"",
            "\"text\"",
            "\"2023-02-30\"",
            "\"0000-01-01\"",
            "\"9999-12-31\"",
            "\"+999999999-12-31\"",
            "\"23:59:60\"",
            "0.02",
            "1e-999999999",
            "9223372036854775807",
            "9223372036854775808",
            "[]",
            "{}",
            "[[]]",
            "-1",
            "5.5",
            "1e999999999",
            "-0.0",
            "9".repeat(LONG),
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(LONG) + "\"",
            "NaN",
            "01",
            "'single'",
            "/* comment */ 1",
            "{\"a\":1,\"a\":2}",
            "{\"__proto__\":{},\"@class\":\"Runtime\"}",
            "[".repeat(DEEP),
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));

    private final Random random;

    HostileInput(Random random) {
        this.random = random;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** For a part of an address; encoded, and sometimes such that it is no UTF-8. */
    String encoded() {
        return random.nextInt(10) == 0
                ? "%" + any(List.of("00", "ff", "c0%80", "ed%a0%80", "2e%2e", "2f", "5c", "3b", "25"))
                : URLEncoder.encode(text(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For a header, which takes no other characters. */
    String header() {
        return text().chars()
                .filter(character -> character >= ' ' && character < 127)
                .limit(500)
                .mapToObj(character -> String.valueOf((char) character))
                .collect(Collectors.joining());
    }

    /** The document with one of its values changed, doubled or taken out, or cut off, or something else altogether. */
    byte[] json(String good) {
        int way = random.nextInt(10);
        if (way == 0) {
            return bytes();
        }
        if (way == 1) {
            return any(JSON).getBytes(StandardCharsets.UTF_8);
        }
        if (way == 2) {
            return cut(good);
        }
        JsonNode document = ContractJson.mapper().readTree(good);
        String bad = any(JSON);
        change(document);
        return document.toString()
                .replace('"' + MARK + '"', bad)
                .replace(MARK, "x")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The text with one of its fields changed, or cut off, or something else altogether. */
    byte[] csv(String good) {
        int way = random.nextInt(10);
        if (way == 0) {
            return bytes();
        }
        if (way == 1) {
            return cut(good);
        }
        String[] fields = good.split(",", -1);
        fields[random.nextInt(fields.length)] = any(TEXTS) + any(List.of("", "\"", "\n", "\r", ",,,", ";"));
        return String.join(",", fields).getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cut(String good) {
        byte[] whole = good.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(whole, random.nextInt(whole.length));
    }

    private String text() {
        return random.nextInt(3) == 0
                ? random.ints(1 + random.nextInt(20), 1, Character.MAX_CODE_POINT)
                        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : any(TEXTS);
    }

    private void change(JsonNode document) {
        JsonNode at = document;
        while (true) {
            List<JsonNode> inner =
                    at.valueStream().filter(JsonNode::isContainer).toList();
            if (inner.isEmpty() || random.nextInt(3) == 0) {
                break;
            }
            at = any(inner);
        }
        if (at instanceof ArrayNode array) {
            int index = random.nextInt(array.size() + 1);
            if (index == array.size()) {
                array.add(MARK);
            } else {
                array.set(index, MARK);
            }
        } else if (at instanceof ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.isEmpty() || random.nextInt(5) == 0
                    ? any(List.of("unknown", "", "$set", "a.b", MARK))
                    : any(names);
            if (random.nextInt(6) == 0) {
                object.remove(name);
            } else {
                object.put(name, MARK);
            }
        }
    }
}

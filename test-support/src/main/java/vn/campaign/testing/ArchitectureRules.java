package vn.campaign.testing;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What holds for the packages of every module. A module's own test takes these with {@code ArchTests.in}, and names its core
 * by the methods here; a rule for a package without classes fails.
 */
public final class ArchitectureRules {

    /** How many parts of a package's name stand before its module's. */
    private static final int MODULE = 2;

    /** A full stop ends the only sentence; one within a name, such as that of a file, does not. */
    private static final Pattern ONE_SENTENCE =
            Pattern.compile("/\\*\\*((?!\\.\\s|\\*/).)*\\.\\s*\\*/\\s.*", Pattern.DOTALL);

    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "org.apache.kafka..",
        "com.mongodb..",
        "org.bson..",
        "reactor..",
        "io.micrometer..",
        "io.netty..",
        "jakarta.."
    };

    private ArchitectureRules() {}

    /** Packages within a package belong to it here: no way leads from it through another one and back. */
    @ArchTest
    static final ArchRule topLevelPackagesAreFreeOfCycles =
            slices().assignedFrom(new Packages(1)).should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().assignedFrom(new Packages(Integer.MAX_VALUE))
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule controllersAreCalledByNoOtherClass = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("vn.campaign..")
                    .and(metaAnnotatedWith("org.springframework.stereotype.Controller")))
            .allowEmptyShould(true);

    @ArchTest
    static void everyPackageSaysInOneSentenceWhatItIsFor(JavaClasses classes) {
        Set<Path> packages = classes.stream()
                .map(type -> sources(type).resolve(type.getPackageName().replace('.', '/')))
                .collect(toSet());
        assertThat(packages).isNotEmpty().allSatisfy(each -> assertThat(each.resolve("package-info.java"))
                .content()
                .matches(ONE_SENTENCE));
    }

    private static Path sources(JavaClass type) {
        String location = type.getSource().orElseThrow().getUri().toString();
        String module = location.substring(location.indexOf("file:"), location.indexOf("/target/"));
        return Path.of(URI.create(module)).resolve("src/main/java");
    }

    /** Threads and consumers are the frameworks', so that they are named, observed and ended with the others. */
    public static ArchRule frameworksOwnThreadsAndConsumers() {
        return noClasses()
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo("org.apache.kafka.clients.consumer.Consumer"))));
    }

    /** Each of the packages, without those within it, depends on Java, the contract, and the allowed packages alone. */
    public static ArchRule plainJava(List<String> packages, String... allowed) {
        String[] all = Stream.of(
                        Stream.of("java..", "org.jspecify..", "vn.campaign.contract.."),
                        packages.stream(),
                        Stream.of(allowed))
                .flatMap(each -> each)
                .toArray(String[]::new);
        return each(packages, name -> classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all));
    }

    public static ArchRule freeOfFrameworks(List<String> packages) {
        return each(packages, name -> noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS));
    }

    public static ArchRule timeAndIdsArePassedIn(List<String> packages) {
        return each(packages, name -> noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .accessTargetWhere(target(nameMatching(
                                "now|randomUUID|random|currentTimeMillis|nanoTime|systemUTC|systemDefaultZone"))
                        .and(target(owner(resideInAPackage("java.."))))));
    }

    private static ArchRule each(List<String> packages, Function<String, ArchRule> rule) {
        return CompositeArchRule.of(packages.stream().map(rule).toList());
    }

    /** Slices by the first parts of a package's name below its module; classes of no such package put the others together. */
    private record Packages(int depth) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            List<String> parts = List.of(type.getPackageName().split("\\."));
            return type.getPackageName().startsWith("vn.campaign.") && parts.size() > MODULE + 1
                    ? SliceIdentifier.of(
                            parts.stream().skip(MODULE).limit(1L + depth).collect(joining(".")))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages to a depth of " + depth;
        }
    }
}

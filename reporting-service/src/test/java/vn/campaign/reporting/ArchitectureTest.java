package vn.campaign.reporting;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The service reads as its flow, {@code web -> core -> kafka}, and its core knows neither framework nor clock. */
@AnalyzeClasses(packages = "vn.campaign.reporting", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SERVICE = "vn.campaign.reporting.";
    private static final String[] PURE = {SERVICE + "intake", SERVICE + "plan"};
    private static final String[] CORE = {SERVICE + "intake", SERVICE + "plan", SERVICE + "format", SERVICE + "bulk"};

    @ArchTest
    static final ArchRule thePureCoreNeedsOnlyJavaTheContractAndItself = classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "vn.campaign.contract..", "vn.campaign.web.access", "org.jspecify..", PURE[0], PURE[1]);

    @ArchTest
    static final ArchRule theCoreIsFreeOfFrameworks = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "org.apache.kafka..", "com.mongodb..", "reactor..", "io.micrometer..");

    @ArchTest
    static final ArchRule timeAndChanceArePassedIn = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .accessTargetWhere(JavaAccess.Predicates.target(
                    nameMatching("now|randomUUID|random|currentTimeMillis|nanoTime|systemUTC|systemDefaultZone")));

    @ArchTest
    static final ArchRule theCoreKnowsNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAPackage(SERVICE + "web").or(resideInAPackage(SERVICE + "kafka")));

    @ArchTest
    static final ArchRule theWebIsKnownToNobodyButTheConfiguration = noClasses()
            .that()
            .resideOutsideOfPackages(SERVICE + "web", "vn.campaign.reporting")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE + "web");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("vn.campaign.reporting.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void everyPackageThatIsNamedHasClasses(JavaClasses classes) {
        for (String named : CORE) {
            assertThat(classes.that(resideInAPackage(named))).as(named).isNotEmpty();
        }
        for (String named : new String[] {"web", "kafka"}) {
            assertThat(classes.that(resideInAPackage(SERVICE + named)))
                    .as(named)
                    .isNotEmpty();
        }
    }
}

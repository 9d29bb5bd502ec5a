package vn.campaign.quota;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressUpdater;

/** The core decides, the adapters do. A rule whose package is empty fails, too. */
@AnalyzeClasses(packagesOf = QuotaApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = {"vn.campaign.quota.progress", "vn.campaign.quota.plan"};

    @ArchTest
    static void theCorePackagesAreThere(JavaClasses classes) {
        for (String core : CORE) {
            assertThat(classes.that(resideInAPackage(core))).as(core).isNotEmpty();
        }
    }

    @ArchTest
    static final ArchRule theProgressCoreIsPlainJava = classes()
            .that()
            .resideInAPackage("vn.campaign.quota.progress")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "vn.campaign.contract..", "vn.campaign.quota.progress");

    @ArchTest
    static final ArchRule inTheProgressCoreOneClassReadsAndWrites = classes()
            .that()
            .resideInAPackage("vn.campaign.quota.progress")
            .and()
            .areNotAssignableTo(ProgressStore.class)
            .and()
            .doNotBelongToAnyOf(ProgressUpdater.class)
            .should()
            .onlyDependOnClassesThat(not(assignableTo(ProgressStore.class)));

    @ArchTest
    static final ArchRule theCoreKnowsNoSpringKafkaOrMongo = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "com.mongodb..", "org.bson..");

    @ArchTest
    static final ArchRule timeAndIdsArePassedIn = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("vn.campaign.quota.(**)").should().beFreeOfCycles();
}

package vn.campaign.dashboard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The core computes, the adapters read and show. A rule whose package is empty fails, too. */
@AnalyzeClasses(packagesOf = DashboardApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PACE = "vn.campaign.dashboard.pace";
    private static final String PLAN = "vn.campaign.dashboard.plan";
    private static final String COMPLETENESS = "vn.campaign.dashboard.completeness";
    private static final String COMMENDATION = "vn.campaign.dashboard.commendation";
    private static final String EXPORT = "vn.campaign.dashboard.export";
    private static final String VIEW = "vn.campaign.dashboard.view";
    private static final String JSON_ANNOTATIONS = "com.fasterxml.jackson.annotation";

    @ArchTest
    static final ArchRule theFormulasArePlainJava = onlyDependsOn(PACE);

    @ArchTest
    static final ArchRule thePlanIsPlainJava = onlyDependsOn(PLAN, PACE);

    @ArchTest
    static final ArchRule completenessIsPlainJava = onlyDependsOn(COMPLETENESS, PLAN, PACE, JSON_ANNOTATIONS);

    @ArchTest
    static final ArchRule commendationIsPlainJava = onlyDependsOn(COMMENDATION, COMPLETENESS, PLAN, PACE);

    @ArchTest
    static final ArchRule theViewsArePlainJava =
            onlyDependsOn(VIEW, COMMENDATION, COMPLETENESS, PLAN, PACE, JSON_ANNOTATIONS);

    @ArchTest
    static final ArchRule theFilesAreMadeOfViews =
            onlyDependsOn(EXPORT, VIEW, COMPLETENESS, "de.siegmar.fastcsv..", "org.dhatim.fastexcel..");

    @ArchTest
    static final ArchRule timeAndIdsArePassedIn = noClasses()
            .that()
            .resideInAnyPackage(PACE, PLAN, COMPLETENESS, COMMENDATION, VIEW, EXPORT)
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
            slices().matching("vn.campaign.dashboard.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule queriesKnowNeitherApiNorPages = noClasses()
            .that()
            .resideInAPackage("vn.campaign.dashboard.query")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("vn.campaign.dashboard.web", "vn.campaign.dashboard.page");

    @ArchTest
    static final ArchRule pagesDoNotKnowTheApi = noClasses()
            .that()
            .resideInAPackage("vn.campaign.dashboard.page")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("vn.campaign.dashboard.web");

    @ArchTest
    static final ArchRule theApiDoesNotKnowThePages = noClasses()
            .that()
            .resideInAPackage("vn.campaign.dashboard.web")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("vn.campaign.dashboard.page");

    private static ArchRule onlyDependsOn(String own, String... others) {
        return classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "vn.campaign.contract..", "org.jspecify.annotations", own)
                                .or(resideInAnyPackage(others)));
    }
}

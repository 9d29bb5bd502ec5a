package vn.campaign.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import vn.campaign.testing.ArchitectureRules;

/** The core computes, the adapters read and show. */
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
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule frameworksOwnThreadsAndConsumers = ArchitectureRules.frameworksOwnThreadsAndConsumers();

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
    static final ArchRule timeAndIdsArePassedIn =
            ArchitectureRules.timeAndIdsArePassedIn(List.of(PACE, PLAN, COMPLETENESS, COMMENDATION, VIEW, EXPORT));

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
        return ArchitectureRules.plainJava(List.of(own), others);
    }
}

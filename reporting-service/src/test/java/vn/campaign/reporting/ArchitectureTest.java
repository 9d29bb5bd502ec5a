package vn.campaign.reporting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import vn.campaign.testing.ArchitectureRules;

/** The service reads as its flow, {@code web -> core -> kafka}, and its core knows neither framework nor clock. */
@AnalyzeClasses(packagesOf = ReportingApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SERVICE = "vn.campaign.reporting.";
    private static final List<String> PURE = List.of(SERVICE + "intake", SERVICE + "plan");
    private static final List<String> CORE =
            List.of(SERVICE + "intake", SERVICE + "plan", SERVICE + "format", SERVICE + "bulk");

    @ArchTest
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule thePureCoreIsPlainJava = ArchitectureRules.plainJava(PURE, "vn.campaign.web.access");

    @ArchTest
    static final ArchRule theCoreIsFreeOfFrameworks = ArchitectureRules.freeOfFrameworks(CORE);

    @ArchTest
    static final ArchRule timeAndIdsArePassedIn = ArchitectureRules.timeAndIdsArePassedIn(CORE);

    @ArchTest
    static final ArchRule frameworksOwnThreadsAndConsumers = ArchitectureRules.frameworksOwnThreadsAndConsumers();

    @ArchTest
    static final ArchRule theCoreKnowsNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(CORE.toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICE + "web", SERVICE + "kafka");

    @ArchTest
    static final ArchRule theWebIsKnownToNobodyButTheConfiguration = noClasses()
            .that()
            .resideOutsideOfPackages(SERVICE + "web", "vn.campaign.reporting")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE + "web");
}

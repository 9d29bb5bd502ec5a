package vn.campaign.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

/** The modules that the services and this one are built on. */
@AnalyzeClasses(
        packages = {
            "vn.campaign.contract",
            "vn.campaign.kafka",
            "vn.campaign.web",
            "vn.campaign.localstack",
            "vn.campaign.testing"
        },
        importOptions = DoNotIncludeTests.class)
class SharedModulesArchitectureTest {

    @ArchTest
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule theContractBindsNoServiceToSpringOrMongo = noClasses()
            .that()
            .resideInAPackage("vn.campaign.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..");
}

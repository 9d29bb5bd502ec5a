package vn.campaign.faults;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import vn.campaign.testing.ArchitectureRules;

@AnalyzeClasses(packagesOf = Faults.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);
}

package vn.campaign.quota;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.testing.ArchitectureRules;

/** The core decides, the adapters do. */
@AnalyzeClasses(packagesOf = QuotaApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROGRESS = "vn.campaign.quota.progress";
    private static final List<String> CORE = List.of(PROGRESS, "vn.campaign.quota.plan");

    private static final DescribedPredicate<JavaClass> READING_OR_WRITING = simpleName("ProgressUpdater")
            .or(simpleName("Reads"))
            .or(simpleName("SheetCache"))
            .or(simpleName("ProgressWriter"))
            .or(simpleName("ParentRegistrar"))
            .or(simpleName("SheetRebuild"));

    @ArchTest
    static final ArchTests everywhere = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule theProgressCoreIsPlainJava =
            ArchitectureRules.plainJava(List.of(PROGRESS), "com.github.benmanes.caffeine.cache..");

    @ArchTest
    static final ArchRule whatDecidesInTheProgressCoreNeitherReadsNorWrites = classes()
            .that()
            .resideInAPackage(PROGRESS)
            .and()
            .areNotAssignableTo(ProgressStore.class)
            .and(are(not(READING_OR_WRITING)))
            .should()
            .onlyDependOnClassesThat(not(assignableTo(ProgressStore.class)));

    @ArchTest
    static final ArchRule theCoreIsFreeOfFrameworks = ArchitectureRules.freeOfFrameworks(CORE);

    @ArchTest
    static final ArchRule timeAndIdsArePassedIn = ArchitectureRules.timeAndIdsArePassedIn(CORE);

    @ArchTest
    static final ArchRule frameworksOwnThreadsAndConsumers = ArchitectureRules.frameworksOwnThreadsAndConsumers();
}

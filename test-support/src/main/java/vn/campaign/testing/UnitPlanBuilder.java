package vn.campaign.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.StatedSum;
import vn.campaign.contract.plan.UnitPlan.Target;

/** Builds a unit of a plan of which a test states what matters to it alone: else a territory, a root, in version 1. */
public final class UnitPlanBuilder {

    private final String campaign;
    private final String code;
    private long version = 1;
    private int position;
    private Name name;
    private Kind kind = Kind.TERRITORY;
    private @Nullable String parent;
    private @Nullable Integer teams;
    private @Nullable Long members;
    private @Nullable Long eligible;
    private @Nullable Map<String, Long> eligibleByPhase;
    private @Nullable Map<String, Long> baselines;
    private @Nullable Map<String, Long> referenceBaselines;
    private @Nullable List<Target> targets;
    private @Nullable List<StatedSum> statedSums;
    private @Nullable LocalDate activeFrom;
    private @Nullable LocalDate retiredFrom;
    private @Nullable Map<String, LocalDate> reopened;
    private @Nullable SortedSet<String> formerParents;

    public UnitPlanBuilder(String campaign, String code) {
        this.campaign = campaign;
        this.code = code;
        this.name = new Name(code, null);
    }

    /** Begins with all that a unit is. */
    public UnitPlanBuilder(UnitPlan unit) {
        campaign = unit.campaign();
        code = unit.code();
        version = unit.version();
        position = unit.position();
        name = unit.name();
        kind = unit.kind();
        parent = unit.parent();
        teams = unit.teams();
        members = unit.members();
        eligible = unit.eligible();
        eligibleByPhase = unit.eligibleByPhase();
        baselines = unit.baselines();
        referenceBaselines = unit.referenceBaselines();
        targets = unit.targets();
        statedSums = unit.statedSums();
        activeFrom = unit.activeFrom();
        retiredFrom = unit.retiredFrom();
        reopened = unit.reopened();
        formerParents = unit.formerParents();
    }

    public UnitPlanBuilder version(long value) {
        version = value;
        return this;
    }

    public UnitPlanBuilder position(int value) {
        position = value;
        return this;
    }

    public UnitPlanBuilder name(String vi, @Nullable String en) {
        name = new Name(vi, en);
        return this;
    }

    public UnitPlanBuilder kind(Kind value) {
        kind = value;
        return this;
    }

    public UnitPlanBuilder parent(@Nullable String value) {
        parent = value;
        return this;
    }

    public UnitPlanBuilder teams(int value) {
        teams = value;
        return this;
    }

    public UnitPlanBuilder members(@Nullable Long value) {
        members = value;
        return this;
    }

    public UnitPlanBuilder eligible(@Nullable Long value) {
        eligible = value;
        return this;
    }

    public UnitPlanBuilder eligibleByPhase(Map<String, Long> value) {
        eligibleByPhase = value;
        return this;
    }

    public UnitPlanBuilder baselines(Map<String, Long> value) {
        baselines = value;
        return this;
    }

    public UnitPlanBuilder referenceBaselines(Map<String, Long> value) {
        referenceBaselines = value;
        return this;
    }

    public UnitPlanBuilder targets(List<Target> value) {
        targets = value;
        return this;
    }

    public UnitPlanBuilder activeFrom(@Nullable LocalDate value) {
        activeFrom = value;
        return this;
    }

    public UnitPlanBuilder retiredFrom(@Nullable LocalDate value) {
        retiredFrom = value;
        return this;
    }

    public UnitPlanBuilder statedSums(List<StatedSum> value) {
        statedSums = value;
        return this;
    }

    public UnitPlanBuilder reopened(Map<String, LocalDate> value) {
        reopened = value;
        return this;
    }

    public UnitPlanBuilder formerParents(SortedSet<String> value) {
        formerParents = value;
        return this;
    }

    public UnitPlan build() {
        return new UnitPlan(
                campaign,
                code,
                version,
                position,
                name,
                kind,
                parent,
                teams,
                members,
                eligible,
                eligibleByPhase,
                baselines,
                referenceBaselines,
                targets,
                statedSums,
                activeFrom,
                retiredFrom,
                reopened,
                formerParents);
    }
}

package org.scalarflow.tck.meta;

import java.util.List;
import org.scalarflow.spi.Backend;

/** Flaws of sections 1 to 3: requests, values, derivatives. */
final class SweepFlaws {

  private SweepFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of(
        flaw("101", SweepFlaw.OUTPUTS_SORTED),
        flaw("102", SweepFlaw.OBSERVED_REVERSED),
        flaw("103", SweepFlaw.DERIVATIVES_REVERSED),
        flaw("104", SweepFlaw.PURE_TWICE_FORWARD),
        flaw("105", SweepFlaw.PARTIALS_FOR_EACH_OPERAND),
        flaw("106", SweepFlaw.WHOLE_GRAPH_EVALUATED),
        flaw("107", SweepFlaw.PARTIALS_OF_ALL_OPERATIONS),
        flaw("108", SweepFlaw.PARTIALS_IN_VALUE_RUN),
        flaw("109", SweepFlaw.IMPURE_REMEMBERED),
        flaw("110", SweepFlaw.CONSTANTS_NOT_DELIVERED),
        flaw("111", SweepFlaw.SEED_OF_INPUT_DROPPED),
        flaw("112", SweepFlaw.UNIFORM_INPUTS_REMEMBERED),
        flaw("113", SweepFlaw.SEEDS_NORMALISED),
        flaw("114", SweepFlaw.VALUES_CLEARED_TO_THE_END),
        flaw("115", SweepFlaw.RECURSIVE_FORWARD),
        flaw("201", SweepFlaw.OTHER_EXP),
        flaw("202", SweepFlaw.TEXTBOOK_SOFTPLUS),
        flaw("203", SweepFlaw.TIMES_ZERO_SIMPLIFIED),
        flaw("204", SweepFlaw.FUSED_MULTIPLY_ADD),
        flaw("205", SweepFlaw.NEGATION_FROM_ZERO),
        flaw("206", SweepFlaw.OPERANDS_REVERSED),
        flaw("207", SweepFlaw.LAZY_BRANCHES),
        flaw("208", SweepFlaw.OBSERVED_ONLY_WITHOUT_DERIVATIVES),
        flaw("209", SweepFlaw.FORWARD_SKIPPED_FOR_EQUAL_INPUTS),
        flaw("210", SweepFlaw.FLOAT_SOMEWHERE),
        flaw("301", SweepFlaw.LAST_CONTRIBUTION_WINS),
        flaw("302", SweepFlaw.ONE_CONTRIBUTION_PER_CONSUMER),
        flaw("303", SweepFlaw.CONSUMERS_ASCENDING),
        flaw("304", SweepFlaw.POSITIONS_DESCENDING),
        flaw("305", SweepFlaw.SEED_LAST),
        flaw("306", SweepFlaw.FIRST_SEED_FOR_ALL),
        flaw("307", SweepFlaw.ZERO_SEED_SKIPPED),
        flaw("308", SweepFlaw.ZERO_ADJOINT_SKIPPED),
        flaw("309", SweepFlaw.OBSERVED_SEEDED),
        flaw("310", SweepFlaw.NEGATIVE_ZERO_DELIVERED),
        flaw("311", SweepFlaw.UNREACHED_IS_NAN),
        flaw("312", SweepFlaw.RELU_KINK_ONE),
        flaw("313", SweepFlaw.JUMPS_CONTRIBUTE_ZERO),
        flaw("314", SweepFlaw.BRANCH_NOT_TAKEN_CONTRIBUTES_ZERO),
        flaw("315", SweepFlaw.UNREACHED_PASSES_ZERO),
        flaw("316", SweepFlaw.CONDITION_RECEIVES_ZERO),
        flaw("317", SweepFlaw.STOP_GRADIENT_PASSES),
        flaw("318", SweepFlaw.TEXTBOOK_POW),
        flaw("319", SweepFlaw.NAN_DROPPED),
        flaw("320", SweepFlaw.CONTRIBUTION_FUSED),
        flaw("321", SweepFlaw.RESULT_NOT_GIVEN),
        flaw("322", SweepFlaw.OPERATIONS_NOT_DELIVERED),
        flaw("323", SweepFlaw.ORDER_DEPENDS_ON_WANTED),
        flaw("324", SweepFlaw.EQUAL_NODES_MERGED),
        flaw("325", SweepFlaw.TEXTBOOK_TANH),
        flaw("326", SweepFlaw.SUBTRAHEND_POSITIVE),
        flaw("327", SweepFlaw.SOFTMAX_NOT_NORMALISED),
        flaw("328", SweepFlaw.ADJOINTS_NOT_CLEARED),
        flaw("329", SweepFlaw.FOURTH_SEED_DROPPED),
        flaw("330", SweepFlaw.RECURSIVE_BACKWARD));
  }

  private static Flaw<Backend> flaw(String rule, SweepFlaw flaw, String... alsoTrips) {
    return Flaw.of(
        rule, flaw.name().toLowerCase().replace('_', ' '), () -> new FlawedBackend(flaw), alsoTrips);
  }
}

package org.scalarflow.tck.meta;

import java.util.List;
import org.scalarflow.spi.Backend;

/** Flaws of sections 1 to 3: requests, values, derivatives. */
final class SweepFlaws {

  private SweepFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of(
        flaw("101", SweepFlaw.OUTPUTS_SORTED, "110", "210", "412"),
        flaw("102", SweepFlaw.OBSERVED_REVERSED, "210", "412", "505"),
        flaw("103", SweepFlaw.DERIVATIVES_REVERSED, "112", "303", "306", "309", "311", "312", "313", "314", "315", "318", "319", "320", "322", "323", "324", "325", "326", "329", "412", "711", "712"),
        flaw("104", SweepFlaw.PURE_TWICE_FORWARD),
        flaw("105", SweepFlaw.PARTIALS_FOR_EACH_OPERAND, "107"),
        flaw("106", SweepFlaw.WHOLE_GRAPH_EVALUATED),
        flaw("107", SweepFlaw.PARTIALS_OF_ALL_OPERATIONS),
        flaw("108", SweepFlaw.PARTIALS_IN_VALUE_RUN),
        flaw("109", SweepFlaw.IMPURE_REMEMBERED),
        flaw("110", SweepFlaw.CONSTANTS_NOT_DELIVERED, "203", "204", "205", "210", "412"),
        flaw("111", SweepFlaw.SEED_OF_INPUT_DROPPED, "329", "412"),
        flaw("112", SweepFlaw.UNIFORM_INPUTS_REMEMBERED, "320"),
        flaw("113", SweepFlaw.SEEDS_NORMALISED),
        flaw("114", SweepFlaw.VALUES_CLEARED_TO_THE_END),
        flaw("115", SweepFlaw.RECURSIVE_FORWARD, "104", "105", "330", "707"),
        flaw("201", SweepFlaw.OTHER_EXP, "210", "325", "329", "412"),
        flaw("202", SweepFlaw.TEXTBOOK_SOFTPLUS, "201", "210", "329", "412"),
        flaw("203", SweepFlaw.TIMES_ZERO_SIMPLIFIED, "210", "412"),
        flaw("204", SweepFlaw.FUSED_MULTIPLY_ADD),
        flaw("205", SweepFlaw.NEGATION_FROM_ZERO, "201", "412"),
        flaw("206", SweepFlaw.OPERANDS_REVERSED, "210", "329", "412", "701", "703", "704", "705"),
        flaw("207", SweepFlaw.LAZY_BRANCHES, "705"),
        flaw("208", SweepFlaw.OBSERVED_ONLY_WITHOUT_DERIVATIVES, "401", "407", "412", "501", "505", "709", "711"),
        flaw("209", SweepFlaw.FORWARD_SKIPPED_FOR_EQUAL_INPUTS, "109", "201", "207", "325", "410", "701"),
        flaw("210", SweepFlaw.FLOAT_SOMEWHERE, "412"),
        flaw("301", SweepFlaw.LAST_CONTRIBUTION_WINS, "103", "105", "111", "114", "302", "303", "304", "305", "306", "309", "315", "319", "320", "322", "324", "326", "327", "328", "329", "412", "503", "505", "712"),
        flaw("302", SweepFlaw.ONE_CONTRIBUTION_PER_CONSUMER, "105", "111", "114", "301", "304", "306", "309", "322", "326", "328", "329", "412", "712"),
        flaw("303", SweepFlaw.CONSUMERS_ASCENDING, "329", "412", "503"),
        flaw("304", SweepFlaw.POSITIONS_DESCENDING),
        flaw("305", SweepFlaw.SEED_LAST, "412"),
        flaw("306", SweepFlaw.FIRST_SEED_FOR_ALL, "111", "320", "328", "329", "412", "709"),
        flaw("307", SweepFlaw.ZERO_SEED_SKIPPED, "329"),
        flaw("308", SweepFlaw.ZERO_ADJOINT_SKIPPED, "329", "412"),
        flaw("309", SweepFlaw.OBSERVED_SEEDED, "322", "324", "326", "329", "412", "505"),
        flaw("310", SweepFlaw.NEGATIVE_ZERO_DELIVERED, "405", "407", "412"),
        flaw("311", SweepFlaw.UNREACHED_IS_NAN, "302", "325", "329", "412"),
        flaw("312", SweepFlaw.RELU_KINK_ONE, "302", "325", "329"),
        flaw("313", SweepFlaw.JUMPS_CONTRIBUTE_ZERO, "323", "329"),
        flaw("314", SweepFlaw.BRANCH_NOT_TAKEN_CONTRIBUTES_ZERO, "315", "329", "412", "704", "713"),
        flaw("315", SweepFlaw.UNREACHED_PASSES_ZERO, "329"),
        flaw("316", SweepFlaw.CONDITION_RECEIVES_ZERO, "323"),
        flaw("317", SweepFlaw.STOP_GRADIENT_PASSES, "323", "329"),
        flaw("318", SweepFlaw.TEXTBOOK_POW, "302", "325", "329", "412"),
        flaw("319", SweepFlaw.NAN_DROPPED, "302", "307", "308", "312", "318", "325", "328", "329", "412", "711", "712"),
        flaw("320", SweepFlaw.CONTRIBUTION_FUSED, "302", "329", "412"),
        flaw("321", SweepFlaw.RESULT_NOT_GIVEN, "702", "703", "704", "710", "712"),
        flaw("322", SweepFlaw.OPERATIONS_NOT_DELIVERED, "103", "306", "309", "313", "324", "329", "412"),
        flaw("323", SweepFlaw.ORDER_DEPENDS_ON_WANTED, "503"),
        flaw("324", SweepFlaw.EQUAL_NODES_MERGED, "323", "329"),
        flaw("325", SweepFlaw.TEXTBOOK_TANH, "302", "329"),
        flaw("326", SweepFlaw.SUBTRAHEND_POSITIVE, "302", "325", "327", "329"),
        flaw("327", SweepFlaw.SOFTMAX_NOT_NORMALISED, "202", "302", "312", "325", "329", "412"),
        flaw("328", SweepFlaw.ADJOINTS_NOT_CLEARED, "114", "202", "302", "306", "314", "315", "320", "321", "325", "326", "327", "329", "402", "403", "404", "405", "407", "411", "412", "413", "501", "503", "506", "604", "607", "704", "708", "712"),
        flaw("329", SweepFlaw.FOURTH_SEED_DROPPED, "412"),
        flaw("330", SweepFlaw.RECURSIVE_BACKWARD, "104", "105"));
  }

  private static Flaw<Backend> flaw(String rule, SweepFlaw flaw, String... alsoTrips) {
    return Flaw.of(
        rule,
        flaw.name().toLowerCase().replace('_', ' '),
        () -> new FlawedBackend(flaw),
        alsoTrips);
  }
}

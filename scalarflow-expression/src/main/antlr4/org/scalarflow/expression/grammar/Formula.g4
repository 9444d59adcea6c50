// The formulas that Expressions.parse reads.
//
// Every choice is decided by one token, so parsing takes linear time. Only brackets nest, and each
// takes two frames of the parser's stack, so a bound on brackets bounds the stack: precedence is
// not told by rules, which would nest as well, but by FormulaReader.
grammar Formula;

formula : expression EOF ;

expression : sign* atom (infix sign* atom)* ;

sign : token=(PLUS | MINUS) ;

infix : token=(PLUS | MINUS | TIMES | DIVIDE | POWER) ;

atom
  : number=NUMBER
  | name=NAME (open=OPEN (expression (COMMA expression)*)? CLOSE)?
  | OPEN expression CLOSE
  ;

PLUS : '+' ;
MINUS : '-' | '\u2212' ;
TIMES : '*' | '\u00B7' | '\u00D7' | '\u22C5' ;
DIVIDE : '/' | '\u00F7' ;
POWER : '^' ;
OPEN : '(' ;
CLOSE : ')' ;
COMMA : ',' ;

NUMBER : (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) ([eE] [+-]? DIGIT+)? ;

// A Java identifier without the invisible characters that Java ignores in one.
NAME : START PART* ;

SPACE : [\p{Zs}\t\n\r\f]+ -> skip ;

// Whatever else there is, for the parser to point at.
UNKNOWN : . ;

fragment DIGIT : [0-9] ;
fragment START : [\p{L}\p{Nl}\p{Sc}\p{Pc}] ;
fragment PART : START | [\p{Nd}\p{Mn}\p{Mc}] ;
